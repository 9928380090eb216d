/**
 * Returns the name of the file that shows a view. All files are in one folder: relative links work under
 * any base path.
 *
 * @param path the path of the view, such as `/s/max-age-zero?side=right`
 */
export function pageFile(path: string): string {
  const [view = '', query = ''] = path.slice(1).split('?')
  if (view === '') return 'index.html'
  const side = query === 'side=right' ? '.fixed' : ''
  return `${view.replace(/^s\//, '').replaceAll('/', '-')}${side}.html`
}

/**
 * Returns the relative address of a view. The configuration of Build your own is in the fragment: it can be
 * longer than a server accepts in a URL.
 *
 * @param path the path of the view, such as `/build?method=GET`
 */
export function pageAddress(path: string): string {
  if (path === '/') return './'
  // A group is a part of the gallery.
  if (path.startsWith('/symptoms/')) return `./#${path}`
  const [, query] = path.split(/\?(.*)/s)
  const isFixed = query === 'side=right'
  return `./${pageFile(path)}${query && !isFixed ? `#${query}` : ''}`
}

/**
 * Returns the path of the view that an address shows.
 *
 * @param page the path of the view that the file shows without a fragment
 * @param fragment `location.hash`
 */
export function pathAt(page: string, fragment: string): string {
  return fragment.includes('=') ? `${page}?${fragment.slice(1)}` : page
}
