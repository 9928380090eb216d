/** The values that must agree before a version is published. */
export interface Release {
  /** The tag, such as `cors-verify-v0.1.0`. */
  tag: string
  /** The version of package.json. */
  version: string
  /** The text of CHANGELOG.md. */
  changelog: string
}

/** The prefix of the tags of releases. */
export const tagPrefix = 'cors-verify-v'

/** Returns the newest entry of a changelog; undefined if it has none. */
export function newestEntry(changelog: string): { version: string; date: string } | undefined {
  const [, version, date] = /^## \[([^\]]+)\] - (.+)$/m.exec(changelog) ?? []
  return version === undefined || date === undefined ? undefined : { version, date }
}

/** Lists the reasons not to publish a version, one sentence each; empty if it can be published. */
export function releaseProblems({ tag, version, changelog }: Release): string[] {
  const entry = newestEntry(changelog)
  const expected = tagPrefix + version
  return [
    ...(tag === expected
      ? []
      : [
          `The tag is "${tag}" and package.json has version ${version}: the tag must be ${expected}.`,
        ]),
    ...(entry === undefined
      ? ['CHANGELOG.md has no entry: write "## [version] - date".']
      : entry.version === version
        ? []
        : [`The newest entry of CHANGELOG.md is ${entry.version}: it must be ${version}.`]),
    ...(entry === undefined || /^\d{4}-\d\d-\d\d$/.test(entry.date)
      ? []
      : [
          `The newest entry of CHANGELOG.md has the date "${entry.date}": write the day of the release.`,
        ]),
  ]
}
