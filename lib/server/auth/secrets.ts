import { decode, encode, type JWTDecodeParams } from 'next-auth/jwt'
import { getEnv } from '../platform/env.ts'
import { SIGN_IN_SECONDS } from './cookies.ts'

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

/**
 * A cookie of a sign-in under way, sealed with the newest secret, which is the only one that next-auth opens it with: it
 * may have been begun before a rotation. Empty where no secret fits, or for an empty one.
 */
export async function sealAnew(token: string, name: string): Promise<string> {
  const held = await decodeWithAnySecret({ token, salt: name })
  const [secret = ''] = getEnv().NEXTAUTH_SECRET
  return held ? encode({ token: held, salt: name, secret, maxAge: SIGN_IN_SECONDS }) : ''
}
