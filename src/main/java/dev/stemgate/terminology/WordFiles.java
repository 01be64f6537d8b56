// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import java.nio.file.Path;
import java.util.List;

/** The files of {@code model/words}, read and checked. */
record WordFiles(TsvFile words, TsvFile groups, TsvFile context, TsvFile synonymWords, TsvFile drugWords) {

    static WordFiles read(Path directory) {
        return new WordFiles(
                TsvFile.read(
                        directory.resolve("words.tsv"),
                        "criterion",
                        "role",
                        "class",
                        "domain",
                        "contexts",
                        "words",
                        "note",
                        "source"),
                TsvFile.read(directory.resolve("groups.tsv"), "group", "words", "source"),
                TsvFile.read(directory.resolve("context.tsv"), "cue", "context", "governs", "reach", "source"),
                TsvFile.read(directory.resolve("synonyms.tsv"), "group", "words", "source"),
                TsvFile.read(directory.resolve("drug-words.tsv"), "what", "words", "source"));
    }

    Synonyms synonyms() {
        return Synonyms.of(synonymWords);
    }

    WordRules rules(CodeListReader reader) {
        return WordRules.of(words, WordGroups.of(groups), ContextGrammar.of(context), reader);
    }

    DrugNames drugNames(ExactTable codes) {
        DrugWords names = DrugWords.of(drugWords);
        return new DrugNames(
                names,
                new OnFirstUse<>(() -> new DrugDictionary(names, codes)),
                ContextGrammar.of(context),
                synonyms());
    }

    List<TsvFile> files() {
        return List.of(words, groups, context, synonymWords, drugWords);
    }
}
