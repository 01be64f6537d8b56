// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import java.util.function.Supplier;

/**
 * A value that is made when it is first asked for, once, because most runs never ask: a table over all displays costs more than
 * reading them. Thread-safe.
 */
final class OnFirstUse<T> implements Supplier<T> {

    private final Supplier<T> maker;
    private volatile T value;

    OnFirstUse(Supplier<T> maker) {
        this.maker = maker;
    }

    @Override
    public T get() {
        T made = value;
        if (made == null) {
            synchronized (this) {
                made = value;
                if (made == null) {
                    made = maker.get();
                    value = made;
                }
            }
        }
        return made;
    }
}
