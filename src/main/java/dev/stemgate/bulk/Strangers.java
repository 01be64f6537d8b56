// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk;

import dev.stemgate.bulk.spill.Entry;
import dev.stemgate.bulk.spill.Letter;
import java.util.ArrayList;
import java.util.List;

/** The entries of an id for which no Patient was read: what becomes of each, and whether a line of that Patient is there and unreadable. */
final class Strangers {

    private List<Letter> letters = new ArrayList<>();
    private boolean personUnread;

    void see(Entry entry) {
        personUnread |= PatientAssembly.isPersonUnread(entry);
        PatientAssembly.stranger(entry).ifPresent(letters::add);
    }

    /** The letters since the last call. */
    List<Letter> taken() {
        List<Letter> some = letters;
        letters = new ArrayList<>();
        return some;
    }

    boolean isPersonUnread() {
        return personUnread;
    }
}
