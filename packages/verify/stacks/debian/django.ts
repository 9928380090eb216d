import { findAll } from '../program.ts'
import { originList, withToken } from '../pages.ts'
import { python, pythonPackage } from './python.ts'
import type { RealStack } from '../types.ts'

const middleware = '"corsheaders.middleware.CorsMiddleware"'
const first = `MIDDLEWARE = [${middleware}, *MIDDLEWARE]`
const listed = `CORS_ALLOWED_ORIGINS = [${originList}]
CORS_ALLOW_HEADERS = ["authorization", "content-type", "x-tenant"]
CORS_EXPOSE_HEADERS = ["x-total-count"]
CORS_ALLOW_CREDENTIALS = True`

/** Django with django-cors-headers, in a project that requires a token. */
export const django: RealStack = {
  id: 'django',
  find: () =>
    findAll(
      pythonPackage('Django', 'django', 'python3-django'),
      pythonPackage('django-cors-headers', 'django-cors-headers', 'python3-django-cors-headers'),
    ),
  options: withToken,
  files: ({ cors = '' }) => ({
    'settings.py': `
ALLOWED_HOSTS = ["*"]
DEBUG = False
INSTALLED_APPS = ["corsheaders"]
MIDDLEWARE = ["django.middleware.common.CommonMiddleware", "api.authenticate"]
ROOT_URLCONF = "api"
SECRET_KEY = "a server that only this machine reaches"
${cors}
`,
    'api.py': `
from django.http import HttpResponse, JsonResponse
from django.urls import path

def authenticate(get_response):
    def check(request):
        if "Authorization" not in request.headers:
            return HttpResponse(status=401)
        return get_response(request)
    return check

def items(request):
    response = JsonResponse([{"id": 1}, {"id": 2}], safe=False)
    response["X-Total-Count"] = "2"
    return response

def boom(request):
    raise RuntimeError("boom")

urlpatterns = [path("api/items", items), path("api/boom", boom)]
`,
  }),
  start: ({ port }) => [
    {
      program: python,
      args: ['-m', 'django', 'runserver', '--noreload', `127.0.0.1:${port}`],
      env: { DJANGO_SETTINGS_MODULE: 'settings' },
    },
  ],
  wrong: [
    {
      title: 'any origin reflected with credentials',
      places: { cors: `${first}\nCORS_ALLOW_ALL_ORIGINS = True\nCORS_ALLOW_CREDENTIALS = True` },
    },
    {
      title: 'authentication before CORS',
      places: { cors: `MIDDLEWARE = [*MIDDLEWARE, ${middleware}]\n${listed}` },
    },
    {
      title: 'request header not listed, header not exposed',
      places: {
        cors: `${first}\nCORS_ALLOWED_ORIGINS = [${originList}]\nCORS_ALLOW_CREDENTIALS = True`,
      },
    },
    {
      title: 'credentials not allowed, one origin not listed',
      places: { cors: `${first}\nCORS_ALLOWED_ORIGINS = ["https://app.example.com"]` },
    },
  ],
}
