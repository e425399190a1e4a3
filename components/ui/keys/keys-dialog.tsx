'use client'

import { useBrowserSetting } from '../browser-setting.ts'
import { Dialog } from '../dialog.tsx'
import { KeyCaps } from './key-caps.tsx'
import { isCharacter } from './key-match.ts'
import { listKeys, singleKeys } from './keys.ts'

/** Every key there is, from the registry, and the switch for those that write a character. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  const isOn = useBrowserSetting(singleKeys, true)
  return (
    <Dialog title="Keys" onClose={onClose} isText className="w-[28rem]">
      {[...listKeys()].map(([group, entries]) => (
        <section key={group} aria-label={group} className="mb-5">
          <h3 className="mb-1 text-12 font-medium text-text-3">{group}</h3>
          <dl>
            {entries.map(({ keys, label }) => (
              <div key={label} className="flex items-center gap-4 border-b py-1.5">
                <dt className="min-w-0 flex-1">
                  {label}
                  {!isOn && keys.every(isCharacter) && <span className="text-text-3"> (off)</span>}
                </dt>
                <dd className="flex flex-wrap justify-end gap-2">
                  {keys.map(key => (
                    <KeyCaps key={key} name={key} />
                  ))}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      <label className="flex min-h-6 items-center gap-3 max-sm:min-h-10">
        <input
          type="checkbox"
          // biome-ignore lint/a11y/useAriaPropsForRole: a native checkbox says by itself that it is checked
          role="switch"
          checked={isOn}
          aria-describedby="single-keys-hint"
          onChange={event => singleKeys.write(event.target.checked)}
          className="size-4 flex-none"
        />
        <span className="font-medium">Single-key shortcuts</span>
      </label>
      <p id="single-keys-hint" className="mt-0.5 pl-7 text-text-2">
        Turn them off if you control your computer by voice, or press keys by accident. Shortcuts with{' '}
        <KeyCaps name="Mod" /> stay. This browser remembers it.
      </p>
    </Dialog>
  )
}
