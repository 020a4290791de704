// Shows what was saved: after a build, a page that is another one than before
// gets its new parts, or is loaded again.
(() => {
  let { version } = document.currentScript.dataset
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
  const goTo = place => {
    const above = place.id && document.getElementById(place.id)
    const to = above ? scrollY + above.getBoundingClientRect().top - place.top : place.y
    scrollTo({ top: to, behavior: 'instant' })
    found = { place, at: scrollY }
  }
  const findPlace = () => {
    const kept = sessionStorage.getItem(key)
    if (kept) goTo(JSON.parse(kept))
  }

  // What changed is told from two pages as they were sent, since scripts may
  // have done something to the one that is shown.
  const frame = page => {
    const body = page.body.cloneNode(true)
    body.querySelector('main')?.replaceChildren()
    body.querySelector('script[data-version]')?.remove()
    return body
  }
  // Puts the new parts of the text in. That takes a fifth of the time of
  // loading the page, but is left alone where a script may hold on to a part
  // and where more than the text changed.
  const swap = (old, page) => {
    const main = document.querySelector('main')
    const before = [...old.querySelector('main')?.childNodes ?? []]
    const after = [...page.querySelector('main')?.childNodes ?? []]
    if (main?.childNodes.length !== before.length || !old.head.isEqualNode(page.head) || !frame(old).isEqualNode(frame(page))) return false
    const least = Math.min(before.length, after.length)
    let start = 0, end = 0
    while (start < least && before[start].isEqualNode(after[start])) start++
    while (end < least - start && before.at(-1 - end).isEqualNode(after.at(-1 - end))) end++
    const gone = [...main.childNodes].slice(start, before.length - end)
    const come = after.slice(start, after.length - end).map(part => document.importNode(part, true))
    const held = part => part.nodeType === Node.ELEMENT_NODE && (part.matches('button, form, script') || part.querySelector('button, form, script'))
    if ([...gone, ...come].some(held)) return false
    const place = found?.at === scrollY ? found.place : here()
    const next = main.childNodes[before.length - end] ?? null
    gone.forEach(part => part.remove())
    come.forEach(part => main.insertBefore(part, next))
    goTo(place)
    return true
  }

  const parse = async answer => new DOMParser().parseFromString(await answer.text(), 'text/html')
  const tag = answer => (answer.headers.get('ETag') ?? '').replaceAll('"', '')
  let sent = null // the page as it was sent, once it was needed
  const compare = async () => {
    if (!sent) {
      const answer = await fetch(location.pathname, { cache: 'force-cache' })
      if (tag(answer) === version) sent = await parse(answer)
    }
    const answer = await fetch(location.pathname, { cache: 'no-cache' })
    if (tag(answer) === version) return
    const page = await parse(answer)
    // A version ends in the number of the build before which a picture changed.
    const pictures = tag(answer).split('-')[1] !== version.split('-')[1]
    if (sent && !pictures && swap(sent, page)) {
      sent = page
      version = tag(answer)
      return
    }
    reloading = true
    keepPlace()
    location.reload()
  }
  let last = Promise.resolve()
  const check = () => {
    // When the server is gone there is nothing to show; the stream tells when
    // it is back.
    last = last.then(compare).catch(() => {})
  }

  // The button brings the page's copies of files up to date. What it wrote comes
  // back as a build.
  document.addEventListener('click', async event => {
    const button = event.target.closest?.('.live-refresh')
    if (!button) return
    button.disabled = true
    const answer = await fetch('/_docsite/refresh' + location.pathname, { method: 'POST', headers: { 'X-Docsite': 'refresh' } }).catch(() => null)
    if (answer?.ok) return
    button.disabled = false
    button.nextElementSibling.textContent = answer ? await answer.text() : 'The preview does not answer.'
  })

  const listen = () => {
    source = new EventSource('/_docsite/events')
    source.onmessage = check
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
