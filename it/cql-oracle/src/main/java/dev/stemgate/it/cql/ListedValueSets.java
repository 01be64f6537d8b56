// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.it.cql;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.opencds.cqf.cql.engine.runtime.Code;
import org.opencds.cqf.cql.engine.terminology.CodeSystemInfo;
import org.opencds.cqf.cql.engine.terminology.TerminologyProvider;
import org.opencds.cqf.cql.engine.terminology.ValueSetInfo;

/**
 * The terminology of the CQL engine: every code of the data is expanded once to the value sets it is in, after that membership
 * is a look-up. Not thread-safe.
 */
final class ListedValueSets implements TerminologyProvider {

    private final CodeRules rules;
    private final Map<String, Set<String>> known = new HashMap<>();

    ListedValueSets(CodeRules rules) {
        this.rules = rules;
    }

    @Override
    public boolean in(Code code, ValueSetInfo valueSet) {
        if (code.getCode() == null || code.getSystem() == null) {
            return false;
        }
        String key = code.getSystem() + "|" + code.getCode();
        return known.computeIfAbsent(key, any -> rules.valueSets(code.getSystem(), code.getCode()))
                .contains(valueSet.getId());
    }

    @Override
    public Iterable<Code> expand(ValueSetInfo valueSet) {
        throw new UnsupportedOperationException("The oracle asks for membership only");
    }

    @Override
    public Code lookup(Code code, CodeSystemInfo codeSystem) {
        throw new UnsupportedOperationException("The oracle asks for membership only");
    }
}
