/** A workspace as the simulator takes it: the credentials it accepts and where it sends its insights. */
export type Workspace = {
  name: string
  site_id: string
  api_key: string
  app_api_key: string
  webhook_url: string
  webhook_signing_key: string
}

const brands = ['fernwood', 'nightjar']

/** The Customer.io workspaces of the demo's brands, whose webhooks go to the server at this address. */
export function demoWorkspaces(serverUrl: string): Workspace[] {
  return brands.map(slug => ({
    name: slug,
    site_id: `${slug}-site`,
    api_key: `${slug}-key`,
    app_api_key: `${slug}-app`,
    webhook_url: `${serverUrl}/api/webhooks/customer-io/${slug}`,
    webhook_signing_key: `${slug}-signing-key`,
  }))
}
