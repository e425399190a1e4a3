/**
 * Says, where a page's scripts could not be fetched, why nothing answers: shown by what fetches them
 * (lib/server/platform/front-door/late-scripts.ts), and by nothing else.
 */
export function ScriptsMissing() {
  return (
    <p hidden role="alert" data-scripts-missing className="flex-none border-b bg-danger-weak px-4 py-2">
      <strong className="font-semibold">Part of this page has not arrived.</strong> Check your connection. It
      is asked for again every few seconds; what you press meanwhile is kept. If it stays so, Rollcall has
      been updated: {/* biome-ignore lint/a11y/useValidAnchor: the same address again */}
      <a href="" className="link">
        reload the page
      </a>
      .
    </p>
  )
}
