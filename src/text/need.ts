/**
 * What the map holds under a key that must be there.
 *
 * @throws RangeError naming the key where it is not.
 */
export function need<K, V>(map: ReadonlyMap<K, V>, key: K): V {
  const value = map.get(key);
  if (value === undefined) throw new RangeError(`nothing stands under "${String(key)}"`);
  return value;
}
