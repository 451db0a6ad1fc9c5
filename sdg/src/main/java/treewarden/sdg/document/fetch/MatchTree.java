package treewarden.sdg.document.fetch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import treewarden.domain.Printable;
import treewarden.sdg.document.fetch.DocumentsUnavailable.Kind;

/** Looks for the files that patterns name, in the trees of a commit. No file is opened. */
final class MatchTree {
    /** A single tree object of more than this is no folder that people made, in bytes. */
    private static final long LARGEST_TREE = 16L * 1024 * 1024;

    /** More are not told one by one. */
    private static final int MOST_REFUSED = 100;

    /**
     * What was found.
     *
     * @param files by path
     */
    record Found(TreeMap<String, ObjectId> files, List<Refused> refused) {}

    private final Patterns patterns;
    private final ObjectReader reader;
    private final FetchLimits limits;
    private final Patience patience;
    private final TreeMap<String, ObjectId> files = new TreeMap<>();
    private final List<Refused> refused = new ArrayList<>();
    private final BitSet used = new BitSet();
    private int entries;

    private MatchTree(Patterns patterns, ObjectReader reader, FetchLimits limits, Patience patience) {
        this.patterns = patterns;
        this.reader = reader;
        this.limits = limits;
        this.patience = patience;
    }

    /** @throws IOException where a tree is not there, or is none */
    static Found in(ObjectId root, Patterns patterns, ObjectReader reader, FetchLimits limits, Patience patience)
            throws IOException {
        var match = new MatchTree(patterns, reader, limits, patience);
        match.folder(root, "", patterns.start(), 0);
        for (int i = 0; i < patterns.wanted().size(); i++) {
            if (!match.used.get(i)) {
                match.refuse(
                        patterns.wanted().get(i).text(),
                        "matches no file of the repository at that commit: look at the case of its letters and at the"
                                + " folders before the name");
            }
        }
        return new Found(match.files, List.copyOf(match.refused));
    }

    private void folder(ObjectId tree, String path, Patterns.Places places, int depth) throws IOException {
        if (depth > limits.treeDepth()) {
            throw tooMuch("folders in folders more than " + limits.treeDepth() + " deep");
        }
        var loader = reader.open(tree, Constants.OBJ_TREE);
        if (loader.getSize() > LARGEST_TREE) {
            throw tooMuch("a folder of " + FetchLimits.words(loader.getSize()) + " in names alone");
        }
        var entry = new CanonicalTreeParser();
        entry.reset(loader.getCachedBytes());
        for (; !entry.eof(); entry.next()) {
            entries++;
            if (entries > limits.treeEntries()) {
                throw tooMuch("more than " + limits.treeEntries() + " names to look at");
            }
            patience.check();
            entry(entry, path, places, depth);
        }
    }

    private void entry(CanonicalTreeParser entry, String folder, Patterns.Places places, int depth) throws IOException {
        var bytes = new byte[entry.getNameLength()];
        entry.getName(bytes, 0);
        String name;
        try {
            name = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            // No pattern of ours can spell it.
            return;
        }
        var path = folder.isEmpty() ? name : folder + "/" + name;
        var next = patterns.step(places, name);
        boolean goesOn = patterns.goOn(next);
        var matched = patterns.matched(next);
        if (!goesOn && matched.isEmpty()) {
            return;
        }
        if (isTreacherous(name)) {
            refuse(Printable.plain(path), "has a name that is not safe: give it a plain one");
            return;
        }
        var mode = entry.getEntryFileMode();
        if (FileMode.TREE.equals(mode)) {
            if (goesOn) {
                folder(entry.getEntryObjectId(), path, next, depth + 1);
            }
        } else if (FileMode.GITLINK.equals(mode)) {
            used.or(matched);
            refuse(
                    path,
                    "is a submodule, and submodules are not fetched: name its own repository in a leaf of its own");
        } else if (!matched.isEmpty()) {
            used.or(matched);
            file(mode, path, entry.getEntryObjectId());
        }
    }

    private void file(FileMode mode, String path, ObjectId blob) {
        if (FileMode.REGULAR_FILE.equals(mode) || FileMode.EXECUTABLE_FILE.equals(mode)) {
            files.putIfAbsent(path, blob);
        } else if (FileMode.SYMLINK.equals(mode)) {
            refuse(path, "is a symbolic link, and links are not followed: name the file that it points to");
        } else {
            refuse(path, "is no file");
        }
    }

    /** Names that git itself forbids, and that only a forged tree holds; control characters; backslashes. */
    private static boolean isTreacherous(String name) {
        return name.isEmpty()
                || name.equals(".")
                || name.equals("..")
                || name.toLowerCase(Locale.ROOT).equals(".git")
                || name.indexOf('/') >= 0
                || name.indexOf('\\') >= 0
                || name.codePoints().anyMatch(Printable::isInvisible);
    }

    private void refuse(String path, String why) {
        if (refused.size() < MOST_REFUSED) {
            refused.add(new Refused(path, why));
        }
    }

    private static DocumentsUnavailable tooMuch(String what) {
        return new DocumentsUnavailable(
                Kind.TOO_LARGE,
                "document.repo: the repository holds " + what
                        + "; name the folders in document.patterns without **, or keep the documents in a repository of"
                        + " their own");
    }
}
