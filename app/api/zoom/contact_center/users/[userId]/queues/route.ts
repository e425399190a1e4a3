import { zoomRoute } from '@/lib/server/http/zoom-route.ts'
import { listUserQueues } from '@/lib/server/zoom/endpoints.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = zoomRoute(listUserQueues)
