// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import java.util.AbstractList;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;

/** Two lists seen as one, without a copy. */
final class OneAfterOther<T> extends AbstractList<T> implements RandomAccess {

    private final List<? extends T> first;
    private final List<? extends T> second;

    OneAfterOther(List<? extends T> first, List<? extends T> second) {
        this.first = Objects.requireNonNull(first, "first");
        this.second = Objects.requireNonNull(second, "second");
    }

    @Override
    public T get(int index) {
        return index < first.size() ? first.get(index) : second.get(index - first.size());
    }

    @Override
    public int size() {
        return first.size() + second.size();
    }
}
