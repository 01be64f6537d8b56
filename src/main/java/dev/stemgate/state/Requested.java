// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.state;

/**
 * What a batch of requests came to.
 *
 * @param created new units
 * @param coalesced requests that an unclaimed pending unit of the same patient already answers
 */
public record Requested(int created, int coalesced) {}
