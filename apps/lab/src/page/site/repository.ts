import { shallowRef } from 'vue'

/** The address of the repository, such as `https://github.com/owner/name`; undefined if the build has none. */
export const repository = shallowRef<string>()
