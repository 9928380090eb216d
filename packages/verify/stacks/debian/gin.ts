import { originList, withToken } from '../pages.ts'
import { findGo, runGo } from './go.ts'
import type { RealStack } from '../types.ts'

/** The middleware with these fields, beside credentials. */
const use = (...fields: readonly string[]) =>
  `r.Use(cors.New(cors.Config{AllowCredentials: true, ${fields.join(', ')}}))`
const origins = `AllowOrigins: []string{${originList}}`
const methods = 'AllowMethods: []string{"GET", "PATCH"}'
const headers = 'AllowHeaders: []string{"Authorization", "Content-Type", "X-Tenant"}'
const exposed = 'ExposeHeaders: []string{"X-Total-Count"}'

/** Gin with gin-contrib/cors, in an app that requires a token. */
export const gin: RealStack = {
  id: 'gin',
  find: () =>
    findGo({
      Gin: 'golang-github-gin-gonic-gin-dev',
      'gin-contrib/cors': 'golang-github-gin-contrib-cors-dev',
    }),
  options: withToken,
  files: ({ cors = '', late = '' }, { port }) => ({
    'main.go': `
package main

import (
	"log"
	"net/http"
	"time"

	"github.com/gin-contrib/cors"
	"github.com/gin-gonic/gin"
)

// For a place that does not use it.
var _ = time.Second

func main() {
	gin.SetMode(gin.ReleaseMode)
	r := gin.New()
	r.Use(gin.Recovery())
${cors}
	r.Use(func(c *gin.Context) {
		if c.GetHeader("Authorization") == "" {
			c.AbortWithStatus(http.StatusUnauthorized)
		}
	})
${late}
	items := func(c *gin.Context) {
		c.Header("X-Total-Count", "2")
		c.JSON(http.StatusOK, []gin.H{{"id": 1}, {"id": 2}})
	}
	r.GET("/api/items", items)
	r.PATCH("/api/items", items)
	r.GET("/api/boom", func(c *gin.Context) { panic("boom") })
	log.Fatal(r.Run("127.0.0.1:${port}"))
}
`,
  }),
  start: runGo,
  wrong: [
    {
      title: 'any origin reflected with credentials',
      places: { cors: use('AllowOriginFunc: func(string) bool { return true }', methods, headers) },
    },
    { title: '`*` with credentials (`cors.Default()`)', places: { cors: 'r.Use(cors.Default())' } },
    {
      title: 'authentication before CORS',
      places: { late: use(origins, methods, headers, exposed) },
    },
    {
      title: 'method and request header not listed, header not exposed',
      places: { cors: use(origins, 'AllowMethods: []string{"GET", "POST"}') },
    },
  ],
}
