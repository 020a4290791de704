// Reloads the page when the site was built again and the page is another one.
(() => {
  const { version } = document.currentScript.dataset
  const key = 'docsite:' + location.pathname
  let source = null
  let reloading = false

  // The place is kept as a heading and the distance to it, so that text which
  // grows above does not move what is being read.
  const anchors = () => [...document.querySelectorAll('main [id], article [id], h1[id], h2[id], h3[id]')]
  const here = () => {
    const above = anchors().filter(e => e.getBoundingClientRect().top <= 0).pop()
    return { y: scrollY, id: above?.id, top: above?.getBoundingClientRect().top }
  }
  let found = null // the place that was found again, and where that was
  const keepPlace = () => {
    // While nobody scrolls the place stays the same one: measured anew each
    // time, it would wander with the rounding.
    const place = found?.at === scrollY ? found.place : here()
    sessionStorage.setItem(key, JSON.stringify(place))
    history.scrollRestoration = 'manual' // the browser knows the old distance only, and restores it late
  }
  const findPlace = () => {
    const kept = sessionStorage.getItem(key)
    if (!kept) return
    const place = JSON.parse(kept)
    const above = place.id && document.getElementById(place.id)
    const to = above ? scrollY + above.getBoundingClientRect().top - place.top : place.y
    scrollTo({ top: to, behavior: 'instant' })
    found = { place, at: scrollY }
  }

  const compare = async () => {
    try {
      const answer = await fetch(location.pathname, { method: 'HEAD', cache: 'no-store' })
      if (answer.headers.get('ETag') === `"${version}"`) return
    } catch {
      return // the server is gone; the stream tells when it is back
    }
    reloading = true
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

  addEventListener('pagehide', () => {
    source?.close()
    source = null
    if (!reloading) history.scrollRestoration = 'auto'
  })
  addEventListener('pageshow', update)
  document.addEventListener('visibilitychange', update)
  findPlace()
  addEventListener('load', () => { // pictures and the address's #id have moved the page since
    findPlace()
    sessionStorage.removeItem(key)
  })
  update()
})()
