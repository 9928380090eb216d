import { problem as aspnetCore } from './aspnet-core-500.ts'
import { problem as axios } from './axios-502.ts'
import { problem as capacitor } from './capacitor.ts'
import { problem as django } from './django-trailing-slash.ts'
import { problem as fastapi } from './fastapi-500.ts'
import { problem as ingressNginx } from './ingress-nginx-defaults.ts'
import { problem as minio } from './minio.ts'
import { problem as ngrok } from './ngrok.ts'
import { problem as oauth2Proxy } from './oauth2-proxy.ts'
import { problem as sam } from './sam-authorizer.ts'
import { problem as springSecurity } from './spring-security.ts'
import { problem as tauri } from './tauri.ts'
import type { PublicProblem } from './types.ts'

/** The problems, by the search term of their users. */
export const publicProblems: Readonly<Record<string, PublicProblem>> = {
  MinIO: minio,
  'django-cors-headers': django,
  'Spring Security': springSecurity,
  'ASP.NET Core': aspnetCore,
  FastAPI: fastapi,
  'AWS SAM': sam,
  'ingress-nginx': ingressNginx,
  Capacitor: capacitor,
  Tauri: tauri,
  'axios and a 502': axios,
  'oauth2-proxy': oauth2Proxy,
  ngrok,
}
