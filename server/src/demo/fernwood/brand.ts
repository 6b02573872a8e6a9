import { DEFAULT_LADDER } from '../../ranks/index.ts'
import { achievement, type DemoBrand } from '../demo-brand.ts'

/** Botanical and calm: cream paper, deep green, leaves. */
export const fernwood: DemoBrand = {
  slug: 'fernwood',
  name: 'Fernwood',
  tagline: 'Grown slowly, in the Hudson Valley',
  timeZone: 'America/New_York',
  domains: ['localhost', '127.0.0.1'],
  settings: {
    points_name: { one: 'Leaf', many: 'Leaves' },
    gift: {
      name: 'Pocket herbarium',
      description: 'A linen-bound notebook with twelve pressed leaves from our north field.',
    },
    theme: {
      light: { ink: '#1f2d24', paper: '#f6f1e4', accent: '#2a5a3f', on_accent: '#fbf8ee' },
      dark: { ink: '#ece6d6', paper: '#131a15', accent: '#a3cba6', on_accent: '#102016' },
      display: 'serif',
      shape: 'soft',
      motif: 'leaves',
      scheme: 'auto',
    },
  },
  ladder: DEFAULT_LADDER,
  achievements: {
    third_leaf: achievement({
      name: 'Third leaf',
      description: 'Scan your third pack. From here on you are a regular.',
      metric: 'scans',
      atLeast: 3,
      points: 300,
      badge: 'leaf',
      priority: 80,
      category: 'welcome',
      rarity: 'common',
    }),
    flower_press: achievement({
      name: 'Flower press',
      description: 'Scan three packs of flower from the Greenhouse.',
      metric: 'scans',
      atLeast: 3,
      forms: ['flower'],
      points: 250,
      badge: 'flower',
      priority: 60,
      category: 'collection',
      rarity: 'uncommon',
    }),
    first_harvest: achievement({
      name: 'First harvest',
      description: 'Earn 2,500 Leaves in all.',
      metric: 'points_earned',
      atLeast: 2_500,
      points: 200,
      badge: 'harvest',
      priority: 50,
      category: 'milestone',
      rarity: 'rare',
    }),
  },
}
