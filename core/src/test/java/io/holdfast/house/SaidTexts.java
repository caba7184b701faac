package io.holdfast.house;

import io.holdfast.message.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The keys that the sources say, read off their literals.
 *
 * @param single keys of one text
 * @param families keys with a star, which constants stand for
 * @param reasons the sentences of the life cycle and of commands, each of which names its own text
 */
record SaidTexts(Set<String> single, Set<String> families, Set<String> reasons) {
    private static final Path SOURCES = Path.of("src", "main", "java", "io", "holdfast");
    private static final Pattern KEY = Pattern.compile("\"([a-z][a-z-]*(?:\\.[a-z*][a-z-]*)+)\"");
    private static final Pattern OF_THE_TABLE =
            Pattern.compile("\\.(?:stay|to|ignore|refuse)\\([^\"\n]*\"([^\"]+)\"\\)");
    private static final Pattern OF_A_COMMAND =
            Pattern.compile("(?:changed\\([^\";]*,\\s*|case \\w+ -> |reason = )\"([a-z][^\"]* [^\"]*)\"");

    /** Reads them; a literal that begins as no text does is no key. */
    static SaidTexts read(Collection<String> beginnings) throws IOException {
        SaidTexts said = new SaidTexts(new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                said.add(SOURCES.relativize(file), Files.readString(file), beginnings);
            }
        }
        return said;
    }

    private void add(Path file, String source, Collection<String> beginnings) {
        KEY.matcher(source)
                .results()
                .map(found -> found.group(1))
                .filter(key -> beginnings.contains(key.substring(0, key.indexOf('.'))))
                .forEach(key -> (key.contains("*") ? families : single).add(key));
        if (file.equals(Path.of("transition", "TransitionTable.java"))) {
            OF_THE_TABLE.matcher(source).results().forEach(found -> reasons.add(found.group(1)));
        }
        boolean answers = file.getNameCount() == 2 && file.startsWith("engine");
        if (answers || file.equals(Path.of("transition", "SyncStateMachine.java"))) {
            OF_A_COMMAND.matcher(source).results().forEach(found -> reasons.add(found.group(1)));
        }
    }

    /** All keys that it takes, what stands for a star being told. */
    Set<String> keys(Map<String, Collection<? extends Enum<?>>> constants) {
        Set<String> keys = new TreeSet<>(single);
        reasons.forEach(reason -> keys.add(Message.sentence("reason", reason).key()));
        constants.forEach((family, members) ->
                members.forEach(member -> keys.add(Message.named(family, member).key())));
        return keys;
    }
}
