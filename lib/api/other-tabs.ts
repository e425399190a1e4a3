// One for the tab: another object of the same name would hear what this tab says itself.
let channel: BroadcastChannel | undefined

function open(): BroadcastChannel {
  channel ??= new BroadcastChannel('rollcall.session')
  return channel
}

/** Tells the other tabs of this browser whose session it has now: a person's mark, or '' once signed out. */
export function tellOtherTabs(person: string): void {
  open().postMessage(person)
}

/** Hears what other tabs tell. Returns how to stop. */
export function hearOtherTabs(onTold: (person: string) => void): () => void {
  const listen = ({ data }: MessageEvent) => onTold(String(data))
  const tabs = open()
  tabs.addEventListener('message', listen)
  return () => tabs.removeEventListener('message', listen)
}
