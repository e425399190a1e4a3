import { listUsers } from '@/lib/server/zoom/endpoints'
import { zoomRoute } from '@/lib/server/zoom-route'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = zoomRoute(listUsers)
