package treewarden.sandbox.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;

/**
 * Makes a tree from another tree and changes to some of its paths. It is not JGit's index because that refuses names
 * such as {@code ..}, which tests of hostile pull requests need.
 */
final class WriteTree {

    private record Entry(FileMode mode, ObjectId id) {}

    private final ObjectReader reader;
    private final ObjectInserter inserter;

    WriteTree(ObjectReader reader, ObjectInserter inserter) {
        this.reader = reader;
        this.inserter = inserter;
    }

    ObjectId write(Optional<ObjectId> base, Map<String, Change> changes) throws IOException {
        return writeFolder(base, changes).orElseGet(this::emptyTree);
    }

    /** The folder after the changes; none when nothing is left in it, since git keeps no empty folders. */
    private Optional<ObjectId> writeFolder(Optional<ObjectId> base, Map<String, Change> changes) throws IOException {
        var entries = base.isPresent() ? read(base.get()) : new TreeMap<String, Entry>(Comparator.naturalOrder());
        var below = new LinkedHashMap<String, Map<String, Change>>();
        for (var change : changes.entrySet()) {
            int slash = change.getKey().indexOf('/');
            if (slash < 0) {
                apply(entries, change.getKey(), change.getValue());
            } else {
                below.computeIfAbsent(change.getKey().substring(0, slash), name -> new LinkedHashMap<>())
                        .put(change.getKey().substring(slash + 1), change.getValue());
            }
        }
        for (var folder : below.entrySet()) {
            var before = Optional.ofNullable(entries.get(folder.getKey()))
                    .filter(entry -> entry.mode() == FileMode.TREE)
                    .map(Entry::id);
            var after = writeFolder(before, folder.getValue());
            if (after.isPresent()) {
                entries.put(folder.getKey(), new Entry(FileMode.TREE, after.get()));
            } else {
                entries.remove(folder.getKey());
            }
        }
        return entries.isEmpty() ? Optional.empty() : Optional.of(insert(entries));
    }

    private void apply(Map<String, Entry> entries, String name, Change change) throws IOException {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("A path may not have an empty part.");
        }
        if (change instanceof Change.Delete) {
            entries.remove(name);
        } else if (change instanceof Change.Link link) {
            entries.put(name, new Entry(FileMode.SYMLINK, blob(link.target().getBytes(StandardCharsets.UTF_8))));
        } else if (change instanceof Change.Write write) {
            entries.put(
                    name, new Entry(FileMode.REGULAR_FILE, blob(write.content().value())));
        }
    }

    private ObjectId blob(byte[] content) throws IOException {
        return inserter.insert(Constants.OBJ_BLOB, content);
    }

    private Map<String, Entry> read(ObjectId tree) throws IOException {
        var entries = new TreeMap<String, Entry>(Comparator.naturalOrder());
        var parser = new CanonicalTreeParser();
        parser.reset(reader, tree);
        for (; !parser.eof(); parser.next(1)) {
            entries.put(parser.getEntryPathString(), new Entry(parser.getEntryFileMode(), parser.getEntryObjectId()));
        }
        return entries;
    }

    private ObjectId insert(Map<String, Entry> entries) throws IOException {
        var formatter = new TreeFormatter();
        entries.entrySet().stream()
                .sorted(Comparator.comparing(WriteTree::sortKey, Arrays::compareUnsigned))
                .forEach(entry -> formatter.append(
                        entry.getKey(),
                        entry.getValue().mode(),
                        entry.getValue().id()));
        return inserter.insert(formatter);
    }

    /** Git sorts a folder as if its name ended in a slash, by bytes. */
    private static byte[] sortKey(Map.Entry<String, Entry> entry) {
        var name = entry.getValue().mode() == FileMode.TREE ? entry.getKey() + "/" : entry.getKey();
        return name.getBytes(StandardCharsets.UTF_8);
    }

    private ObjectId emptyTree() {
        try {
            return inserter.insert(new TreeFormatter());
        } catch (IOException e) {
            throw new GitTrouble("write the empty tree", e);
        }
    }
}
