/**
 * Facts set aside on the disk until all files are read: one file of segments, each written whole, so that a broken-off run is resumed
 * after its last whole segment. Holds personal data.
 */
package dev.stemgate.bulk.spill;
