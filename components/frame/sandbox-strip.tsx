/** Over everything while the data is not a Zoom account's. */
export function SandboxStrip() {
  return (
    <aside
      aria-label="Sandbox"
      className="flex h-6 flex-none items-center justify-center gap-1.5 bg-warn-weak text-12 text-warn"
    >
      <p>
        <b className="font-semibold">Sandbox data.</b> Not a Zoom account.
      </p>
    </aside>
  )
}
