import { findAll, type Need } from '../program.ts'
import { debianPackage } from './dpkg.ts'
import type { Found, RealStack } from '../types.ts'

const go: Need = {
  name: 'Go',
  debian: 'golang-go',
  version: ['go', ['version'], /\bgo([\d.]+)/],
}

/** Looks for Go and for packages of Go, whose Debian packages are given by name. */
export function findGo(packages: Readonly<Record<string, string>>): Found {
  return findAll(
    go,
    ...Object.entries(packages).map(([name, debian]) => debianPackage(name, debian)),
  )
}

/** Compiles `main.go` with the packages of Debian, and runs it. */
export const runGo: RealStack['start'] = () => [
  {
    program: 'go',
    args: ['build', '-o', 'server', 'main.go'],
    // Debian has the sources in a GOPATH, without modules: nothing is downloaded.
    env: { GO111MODULE: 'off', GOPATH: '/usr/share/gocode', GOFLAGS: '' },
  },
  { program: './server', args: [] },
]

/**
 * A server of net/http that requires a token: `withCORS` of the place `cors` is what it serves, `late` changes
 * `api`, which is behind authentication.
 *
 * @param layer the package of the CORS layer, which each place uses
 */
export function netHttp(layer: string): RealStack['files'] {
  return ({ late = '', cors = '' }, { port }) => ({
    'main.go': `
package main

import (
	"log"
	"net/http"

	"${layer}"
)

func authenticate(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") == "" {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("/api/items", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("X-Total-Count", "2")
		w.Write([]byte("[{\\"id\\":1},{\\"id\\":2}]"))
	})
	mux.HandleFunc("/api/boom", func(w http.ResponseWriter, r *http.Request) {
		http.Error(w, "boom", http.StatusInternalServerError)
	})
	var api http.Handler = mux
${late}
	handler := authenticate(api)
${cors}
	log.Fatal(http.ListenAndServe("127.0.0.1:${port}", withCORS))
}
`,
  })
}

/** The place `cors` of a server whose only layer is `late`. */
export const noOuterLayer = 'withCORS := handler'
