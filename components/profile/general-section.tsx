import { formatAccess, formatIntegration } from '@/components/agents/columns.tsx'
import { CopyButton } from '@/components/ui/copy-button.tsx'
import type { Agent, Profile } from '@/lib/agents/schema.ts'
import { formatCountry, formatEnum, formatExact, formatMinute, zoneName } from '@/lib/formats.ts'
import { Field, Section } from './section.tsx'

/** Who the agent is. Fields that this account's Zoom never sends are left out; an absent main field is "Unknown". */
export function GeneralSection({ agent, zone }: { agent: Agent & Partial<Profile>; zone: string }) {
  const { user_email, user_id, last_modified_time: modified, modified_by } = agent
  const teams = agent.teams?.flatMap(team => team.team_name ?? team.team_id ?? [])
  const integration = formatIntegration(agent.client_integration)
  const add_ons = agent.add_ons_plan?.map(formatEnum) ?? []
  return (
    <Section title="General">
      <dl>
        <Field label="Email">
          {user_email && (
            <span className="inline-flex max-w-full items-center gap-1">
              <span className="min-w-0">{user_email}</span>
              <CopyButton label="Copy email" text={() => user_email} />
            </span>
          )}
        </Field>
        <Field label="User ID">
          <span className="inline-flex max-w-full items-center gap-1">
            <code className="mono min-w-0">{user_id}</code>
            <CopyButton label="Copy user ID" text={() => user_id} />
          </span>
        </Field>
        <Field label="Role">{agent.role_name ?? agent.role_id}</Field>
        <Field label="Access">
          {agent.user_access === undefined ? undefined : agent.user_access === 'active' ? (
            'Active'
          ) : (
            <>
              <span className={`tag ${agent.user_access === 'inactive' ? 'tag-inactive' : 'tag-other'}`}>
                {formatAccess(agent.user_access)}
              </span>
              {agent.user_access === 'inactive' && (
                <span className="ml-2 text-text-3">The role may not enter Contact Center.</span>
              )}
            </>
          )}
        </Field>
        <Field label="Region">{agent.region_name ?? agent.region_id}</Field>
        <Field label="Country">{agent.country_iso_code && formatCountry(agent.country_iso_code)}</Field>
        {teams && (
          <Field label={teams.length === 1 ? 'Team' : 'Teams'}>
            {teams.length > 0 ? teams.join(', ') : 'None'}
          </Field>
        )}
        <Field label="Integration">
          {integration &&
            (agent.client_integration_name
              ? `${integration} (${agent.client_integration_name})`
              : integration)}
        </Field>
        {(agent.package_name || add_ons.length > 0) && (
          <Field label="Package">
            {[agent.package_name && formatEnum(agent.package_name), ...add_ons].filter(Boolean).join(', ')}
          </Field>
        )}
        {agent.emergency_calling !== undefined && (
          <Field label="Emergency calling">{agent.emergency_calling ? 'On' : 'Off'}</Field>
        )}
        {(agent.billing_account_name ?? agent.billing_account_id) && (
          <Field label="Billing account">{agent.billing_account_name ?? agent.billing_account_id}</Field>
        )}
        {agent.cc_user_id && (
          <Field label="Contact Center ID">
            <code className="mono">{agent.cc_user_id}</code>
          </Field>
        )}
        <Field label="Last modified">
          {modified && (
            <>
              <time dateTime={modified} title={formatExact(modified, zone)}>
                {formatMinute(modified, zone)}
              </time>{' '}
              <span className="text-text-3">{zoneName(zone)}</span>
              {modified_by && (
                <span className="text-text-3">
                  , by <code className="mono inline-block">{modified_by}</code>
                </span>
              )}
            </>
          )}
        </Field>
      </dl>
    </Section>
  )
}
