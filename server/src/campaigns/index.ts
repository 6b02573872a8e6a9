export { campaignsAdminRoutes } from './admin-routes.ts'
export {
  type CampaignAward,
  insertCampaignAwards,
  markAwardsTakenBack,
  readAwards,
  readAwardsOfAction,
} from './awards.ts'
export {
  type Campaign,
  type CampaignRow,
  campaignCounterKey,
  compileCampaigns,
  isLimited,
  isRunning,
} from './campaign.ts'
export {
  type AppliedCampaign,
  type CampaignChoice,
  type CampaignOffer,
  chooseCampaigns,
} from './choose-campaigns.ts'
export { createCampaign } from './create-campaign.ts'
export { CampaignDefinition } from './definition.ts'
export { estimateExtra } from './estimate-extra.ts'
export { readFacts } from './facts.ts'
export { markCampaignUndone } from './mark-campaign.ts'
export { type CampaignScan, matchCampaigns } from './match-campaigns.ts'
export { effectInWords } from './offers.ts'
export { readCampaign, readUsage } from './read-campaigns.ts'
export { type CampaignUsage, isUsedUp, type Room, roomOf } from './room.ts'
export { campaignsRoutes } from './routes.ts'
export { type Campaigns, createCampaigns, readCampaigns } from './stored-campaigns.ts'
export { addCampaignUsage, LOCK_USAGE } from './usage.ts'
export { validateCampaign } from './validate-campaign.ts'
