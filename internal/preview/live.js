// Reloads the page when the site was built again and the page is another one.
(() => {
  const { version } = document.currentScript.dataset
  const key = 'docsite:' + location.pathname
  let source = null

  // The place is kept as a heading and the distance to it, so that text which
  // grows above does not move what is being read.
  const anchors = () => [...document.querySelectorAll('main [id], article [id], h1[id], h2[id], h3[id]')]
  const keepPlace = () => {
    const above = anchors().filter(e => e.getBoundingClientRect().top <= 0).pop()
    const place = { y: scrollY, id: above?.id, top: above?.getBoundingClientRect().top }
    sessionStorage.setItem(key, JSON.stringify(place))
    history.scrollRestoration = 'manual' // the browser knows the old distance only
  }
  const findPlace = () => {
    const kept = sessionStorage.getItem(key)
    if (!kept) return
    const { y, id, top } = JSON.parse(kept)
    const above = id && document.getElementById(id)
    const to = above ? scrollY + above.getBoundingClientRect().top - top : y
    scrollTo({ top: to, behavior: 'instant' })
  }

  const compare = async () => {
    try {
      const answer = await fetch(location.pathname, { method: 'HEAD', cache: 'no-store' })
      if (answer.headers.get('ETag') === `"${version}"`) return
    } catch {
      return // the server is gone; the stream tells when it is back
    }
    keepPlace()
    location.reload()
  }

  const listen = () => {
    source = new EventSource('/_docsite/events')
    source.onmessage = compare
    source.onerror = () => {
      if (source.readyState !== EventSource.CLOSED) return // it tries again by itself
      source = null
      setTimeout(update, 2000)
    }
  }

  // A hidden tab gives its connection back: a browser has six for a host.
  const update = () => {
    if (document.hidden) {
      source?.close()
      source = null
    } else if (!source) {
      listen()
    }
  }

  addEventListener('pagehide', () => { source?.close(); source = null })
  addEventListener('pageshow', update)
  document.addEventListener('visibilitychange', update)
  findPlace()
  addEventListener('load', () => { // pictures and the address's #id have moved the page since
    findPlace()
    sessionStorage.removeItem(key)
    history.scrollRestoration = 'auto'
  })
  update()
})()
