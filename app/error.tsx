'use client'

/** Something of ours failed while the page was made. The reference leads to the log line. */
export default function ErrorPage({
  error,
  retry,
}: {
  error: Error & { digest?: string }
  /** Asks the server for the page anew, where Next's `reset` would only show its last answer again. */
  retry: () => void
}) {
  return (
    <main className="w-88 max-w-full px-6 pt-24">
      <h1 className="text-20 font-semibold">Rollcall could not show this page</h1>
      <p role="alert" className="mt-2 mb-5 text-text-2">
        Nothing is lost. Try again; if it keeps failing, tell whoever runs Rollcall
        {error.digest ? (
          <>
            {' '}
            the reference <code className="mono">{error.digest}</code>
          </>
        ) : null}
        .
      </p>
      <button type="button" className="button button-ink" onClick={retry}>
        Try again
      </button>
    </main>
  )
}
