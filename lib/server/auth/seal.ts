import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto'

type Key = { id: string; key: Buffer }

function deriveKey(secret: string): Key {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'rollcall grant sealing v1', 32))
  return { id: createHash('sha256').update(key).digest('hex').slice(0, 8), key }
}

/** The sealed text fits none of the secrets, was tampered with, or belongs to another record. */
export class SealBroken extends Error {
  readonly code = 'seal_broken'
  constructor(cause?: unknown) {
    super('A stored grant cannot be opened with the secrets in NEXTAUTH_SECRET.', { cause })
    this.name = 'SealBroken'
  }
}

/**
 * AES-256-GCM with a key derived for this purpose alone. The text is `v1.{key id}.{nonce, tag, ciphertext}`;
 * `boundTo` names the record and is authenticated with it, so a sealed grant moved to another user's record
 * does not open. The first secret seals, any of them opens: that is how a secret is rotated.
 */
export function createSealer(secrets: readonly [string, ...string[]]) {
  const keys = secrets.map(deriveKey)
  const current = keys[0] as Key
  return {
    seal(plain: string | Uint8Array, boundTo: string): string {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', current.key, nonce).setAAD(Buffer.from(boundTo))
      const ciphertext = Buffer.concat([cipher.update(Buffer.from(plain)), cipher.final()])
      return `v1.${current.id}.${Buffer.concat([nonce, cipher.getAuthTag(), ciphertext]).toString('base64url')}`
    },
    /** Whether the first secret sealed it. Otherwise it is lost with the secret that did, unless sealed again. */
    isCurrent(sealed: string): boolean {
      return sealed.split('.')[1] === current.id
    },
    open(sealed: string, boundTo: string): string {
      return this.openBytes(sealed, boundTo).toString('utf8')
    },
    openBytes(sealed: string, boundTo: string): Buffer {
      const [version, id, payload] = sealed.split('.')
      const key = keys.find(k => k.id === id)
      if (version !== 'v1' || !key || !payload) throw new SealBroken()
      const bytes = Buffer.from(payload, 'base64url')
      try {
        // Without the length a tag cut to 4 bytes would do.
        const whole = { authTagLength: 16 }
        const decipher = createDecipheriv('aes-256-gcm', key.key, bytes.subarray(0, 12), whole)
        decipher.setAAD(Buffer.from(boundTo)).setAuthTag(bytes.subarray(12, 28))
        return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()])
      } catch (cause) {
        throw new SealBroken(cause)
      }
    },
  }
}
