import { randomBytes } from 'node:crypto'
import type OAuth2Server from '@node-oauth/oauth2-server'
import { type Person, scopesOf } from '../account/people.ts'
import type { Settings } from '../settings.ts'

/** The one pair of tokens that a person has for the app at a time (zoom.md 1.3). */
interface Grant {
  person: Person
  scopes: string[]
  refresh: string
}

interface Access {
  grant: Grant
  expires: number
}

interface Code {
  person: Person
  expires: number
  redirectUri: string
  challenge?: { codeChallenge: string; codeChallengeMethod: string }
}

export interface AppClient {
  id: string
  secret: string
  redirectUris: string[]
}

/** The library checks expiry by the machine's clock; ours decides, so it is told a time that never comes. */
const NEVER = new Date(8_640_000_000_000_000)

/** Codes and grants in memory, as the model that the OAuth library asks. */
export class Grants implements OAuth2Server.AuthorizationCodeModel, OAuth2Server.RefreshTokenModel {
  #codes = new Map<string, Code>()
  #access = new Map<string, Access>()
  #refresh = new Map<string, Grant>()
  /** Spent refresh tokens, to know a reuse from nonsense. */
  #spent = new Map<string, Grant>()
  /** All tokens from before the last reset. */
  #past = new Set<string>()
  #client: OAuth2Server.Client & AppClient
  #settings: () => Settings
  #now: () => number

  constructor(client: AppClient, settings: () => Settings, now: () => number) {
    this.#client = { ...client, grants: ['authorization_code', 'refresh_token'] }
    this.#settings = settings
    this.#now = now
  }

  /** Who holds this access token, and what it may do; undefined once it is dead. */
  byAccessToken(token: string): { person: Person; scopes: string[] } | undefined {
    const access = this.#access.get(token)
    return access && access.expires > this.#now() ? access.grant : undefined
  }

  /** The library passes null as the secret at authorize, and undefined where a client left it out. */
  async getClient(id: string, secret: string | null | undefined) {
    return id === this.#client.id && (secret === null || secret === this.#client.secret) && this.#client
  }

  async validateScope(user: OAuth2Server.User) {
    return scopesOf(user as Person, this.#settings())
  }

  async generateAuthorizationCode() {
    return `${this.#settings().canary}${randomBytes(24).toString('base64url')}`
  }

  async generateAccessToken(_client: OAuth2Server.Client, user: OAuth2Server.User) {
    return this.#tokenText(user as Person, 'access')
  }

  async generateRefreshToken(_client: OAuth2Server.Client, user: OAuth2Server.User) {
    return this.#tokenText(user as Person, 'refresh')
  }

  async saveAuthorizationCode(
    code: Omit<OAuth2Server.AuthorizationCode, 'client' | 'user'>,
    client: OAuth2Server.Client,
    user: OAuth2Server.User,
  ) {
    const { codeChallenge, codeChallengeMethod } = code
    const saved: Code = {
      person: user as Person,
      expires: this.#now() + this.#settings().code_seconds * 1000,
      redirectUri: code.redirectUri,
    }
    if (codeChallenge && codeChallengeMethod) saved.challenge = { codeChallenge, codeChallengeMethod }
    this.#codes.set(code.authorizationCode, saved)
    return { ...code, client, user } as OAuth2Server.AuthorizationCode
  }

  async getAuthorizationCode(text: string) {
    const code = this.#codes.get(text)
    if (!code || code.expires <= this.#now()) return null
    const { redirectUri, person, challenge } = code
    return {
      authorizationCode: text,
      expiresAt: NEVER,
      redirectUri,
      client: this.#client,
      user: person,
      ...challenge,
    }
  }

  async revokeAuthorizationCode(code: OAuth2Server.AuthorizationCode) {
    return this.#codes.delete(code.authorizationCode)
  }

  /** A code's first use replaces whatever the person had; a refresh goes on with the scopes it had. */
  async saveToken(token: OAuth2Server.Token, client: OAuth2Server.Client, user: OAuth2Server.User) {
    const person = user as Person
    if (token.authorizationCode) this.#drop(person.id)
    const scopes = token.scope ?? []
    const grant: Grant = { person, scopes, refresh: token.refreshToken ?? '' }
    const expires = this.#now() + this.#settings().access_token_seconds * 1000
    this.#access.set(token.accessToken, { grant, expires })
    this.#refresh.set(grant.refresh, grant)
    return { ...token, client, user: person }
  }

  async getAccessToken() {
    return null
  }

  async getRefreshToken(text: string) {
    const grant = this.#refresh.get(text)
    if (grant) return { refreshToken: text, scope: grant.scopes, client: this.#client, user: grant.person }
    const spent = this.#spent.get(text)
    if (spent && this.#settings().reuse_kills_grant) this.#drop(spent.person.id)
    return null
  }

  async revokeToken(token: OAuth2Server.RefreshToken) {
    const grant = this.#refresh.get(token.refreshToken)
    if (!grant) return false
    this.#refresh.delete(token.refreshToken)
    this.#spent.set(token.refreshToken, grant)
    if (this.#settings().refresh_kills_access) this.#dropAccess(grant.person.id)
    return true
  }

  /** Ends the token named and no other: whether Zoom ends its pair too is unknown (zoom.md 1.3). */
  revoke(text: string): boolean {
    return this.#access.delete(text) || this.#refresh.delete(text)
  }

  /** Ends access tokens, of one person or of all; their refresh tokens stay good. */
  expireAccess(personId?: string): void {
    if (personId === undefined) this.#access.clear()
    else this.#dropAccess(personId)
  }

  /** Ends the pair of one person or of all. */
  kill(personId?: string): void {
    if (personId === undefined) this.clear()
    else this.#drop(personId)
  }

  /** Back to the start; who held a token before is known only by `isPast`. */
  reset(): void {
    for (const map of [this.#access, this.#refresh, this.#spent])
      for (const token of map.keys()) this.#past.add(token)
    this.clear()
  }

  isPast(token: string): boolean {
    return this.#past.has(token)
  }

  clear(): void {
    for (const map of [this.#codes, this.#access, this.#refresh, this.#spent]) map.clear()
  }

  #drop(personId: string): void {
    this.#dropAccess(personId)
    for (const map of [this.#refresh, this.#spent]) {
      for (const [text, grant] of map) if (grant.person.id === personId) map.delete(text)
    }
  }

  #dropAccess(personId: string): void {
    for (const [text, access] of this.#access) {
      if (access.grant.person.id === personId) this.#access.delete(text)
    }
  }

  /** Shaped like a JWT of several hundred characters (zoom.md 1.2); nothing in it can be verified. */
  #tokenText(person: Person, use: string): string {
    const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const payload = {
      ver: 10,
      auid: randomBytes(16).toString('hex'),
      code: randomBytes(32).toString('base64url'),
      iss: `zm:cid:${this.#client.id}`,
      gno: 0,
      type: use === 'access' ? 0 : 1,
      aud: 'https://oauth.zoom.us',
      uid: person.id,
      iat: Math.floor(this.#now() / 1000),
      aid: person.account_id,
    }
    const signature = `${this.#settings().canary}${randomBytes(64).toString('base64url')}`
    return `${part({ sv: '000002', alg: 'HS512', v: '2.0', kid: randomBytes(18).toString('base64url') })}.${part(payload)}.${signature}`
  }
}
