import { generateKeyPairSync, sign } from 'node:crypto'

/** One value in DER (X.690, 8.1): tag, length, content. */
function der(tag: number, ...content: Uint8Array[]): Buffer {
  const body = Buffer.concat(content)
  const { length } = body
  const head = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255]
  return Buffer.concat([Buffer.from([tag, ...head]), body])
}

const sequence = (...content: Uint8Array[]) => der(0x30, ...content)
const text = (tag: number, value: string) => der(tag, Buffer.from(value))

/** A key and a certificate for `localhost` that it has signed itself, valid until 2049 (RFC 5280, version 1). Nobody trusts it. */
export function makeCertificate(): { key: string; cert: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const ecdsaWithSha256 = sequence(der(0x06, Buffer.from('2a8648ce3d040302', 'hex')))
  const commonName = Buffer.from('550403', 'hex')
  const name = sequence(der(0x31, sequence(der(0x06, commonName), text(0x0c, 'localhost'))))
  const validity = sequence(text(0x17, '200101000000Z'), text(0x17, '490101000000Z'))
  const serial = der(0x02, Buffer.from([1]))
  const key = publicKey.export({ type: 'spki', format: 'der' })
  const signed = sequence(serial, ecdsaWithSha256, name, validity, name, key)
  const signature = Buffer.concat([Buffer.from([0]), sign('sha256', signed, privateKey)])
  const cert = sequence(signed, ecdsaWithSha256, der(0x03, signature))
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${cert.toString('base64')}\n-----END CERTIFICATE-----\n`,
  }
}
