/** The name in a profile, for React and for what stands in for it before its scripts are there (early-profile.tsx). */
export const PROFILE_NAME =
  'line-clamp-5 text-left text-20 font-semibold tracking-[-0.012em] [overflow-wrap:anywhere]'
