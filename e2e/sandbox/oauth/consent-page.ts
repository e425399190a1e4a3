import { PEOPLE } from '../account/people.ts'

/** @param action where the form goes: the authorize address with the query that it was opened with. */
export function consentPage(appName: string, action: string): string {
  const people = PEOPLE.map(
    ({ key, label, note }, index) =>
      `<label><input type="radio" name="as" value="${key}"${index === 0 ? ' checked' : ''}> <b>${escaped(label)}</b> <small>${escaped(note)}</small></label>`,
  ).join('\n')
  return page(
    `Authorize ${appName} – Zoom`,
    `<p class="note">Sandbox: nothing here reaches Zoom.</p>
<h1>${escaped(appName)} wants to access your Zoom account</h1>
<form method="post" action="${escaped(action)}">
<fieldset><legend>Sign in as</legend>
${people}
</fieldset>
<button name="decision" value="allow">Allow</button>
<button name="decision" value="decline" class="plain">Decline</button>
</form>`,
  )
}

/** Trouble that Zoom shows on a page of its own and never reports to the app (zoom.md 1.1). */
export function troublePage(message: string): string {
  return page('Error – Zoom', `<h1>${escaped(message)}</h1><p>Sandbox: the app does not hear of this.</p>`)
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; max-width: 36rem; margin: 3rem auto; padding: 0 1rem; color: #232333 }
h1 { font-size: 1.4rem } fieldset { border: 1px solid #c4c4d0; border-radius: 8px; padding: 1rem }
label { display: block; padding: .25rem 0 } small, .note { color: #5c5c6d }
button { font: inherit; margin: 1rem .5rem 0 0; padding: .5rem 1.5rem; border-radius: 8px; border: 1px solid #0b5cff; background: #0b5cff; color: #fff }
button.plain { background: #fff; color: #0b5cff }
</style></head><body>
${body}
</body></html>
`
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

function escaped(text: string): string {
  return text.replaceAll(/[&<>"]/g, sign => ENTITIES[sign] ?? sign)
}
