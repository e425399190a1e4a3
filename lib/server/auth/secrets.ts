import { decode, type JWTDecodeParams } from 'next-auth/jwt'
import { getEnv } from '../platform/env.ts'

/** Opens one of next-auth's sealed cookies with any of the secrets, so that a rotation signs nobody out; null if none fits. */
export async function decodeWithAnySecret(params: Omit<JWTDecodeParams, 'secret'>) {
  for (const secret of getEnv().NEXTAUTH_SECRET) {
    try {
      return await decode({ ...params, secret })
    } catch {
      // another secret, an expired or a forged cookie
    }
  }
  return null
}
