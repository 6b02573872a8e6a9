import { globSync } from 'node:fs'

const places = ['server', 'simulator', 'scripts', 'client', 'pwa', 'bench', 'test']

/** The test files whose path contains one of the words; all of them without words. */
export function selectTestFiles(words: string[]): string[] {
  const files = globSync(`{${places.join(',')}}/**/*.test.ts`, {
    exclude: ['**/node_modules/**', '**/dist/**'],
  })
  const wanted = words.length === 0 ? files : files.filter(file => words.some(word => file.includes(word)))
  return wanted.sort()
}
