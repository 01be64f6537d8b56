// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.model;

import java.util.List;

/** How far one kind of record of one patient was read. Whether it is <em>empty</em> or <em>unclassified</em> is for the rules to say. */
public sealed interface Reading {

    /** Read to the last page. */
    record Complete() implements Reading {}

    /** Something of it was not read; what was read still counts. */
    record Incomplete(List<Gap> gaps) implements Reading {
        public Incomplete {
            gaps = List.copyOf(gaps);
            if (gaps.isEmpty()) {
                throw new IllegalArgumentException("an incomplete reading names its gaps");
            }
        }
    }

    /** The EHR does not serve this type (404, or not supported by its own word). */
    record NotServed() implements Reading {}

    /** The site declared that its EHR does not give this kind. */
    record NotAvailable() implements Reading {}

    Reading COMPLETE = new Complete();
    Reading NOT_SERVED = new NotServed();
    Reading NOT_AVAILABLE = new NotAvailable();

    static Reading incomplete(Gap... gaps) {
        return new Incomplete(List.of(gaps));
    }
}
