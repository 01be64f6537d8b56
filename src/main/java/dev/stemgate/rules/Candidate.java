// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.ResourceRef;
import java.util.Optional;

/** One code of one record that may bear on a criterion, found once and judged on any day. Immutable. */
interface Candidate {

    ResourceRef record();

    /** What it says on the day of the situation; empty when no row is about such a code. */
    Optional<Piece> on(Situation situation);
}
