package treewarden.sdg.document.fetch;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * A pattern for paths, one part for each folder, as Python's recursive glob reads it, since that is what the reference
 * uses: {@code **} as a whole part stands for any number of folders, or at the end for all files below; {@code *},
 * {@code ?} and {@code [..]} stay within a part, and match no name that begins with a dot unless the part does.
 *
 * <p>Walked along a tree part by part: what may still match is a set of places in the pattern, so nothing is ever tried
 * twice, and a folder in which nothing can match is not looked into.
 */
final class Glob {
    private static final Part ANY_FOLDERS = Part.of("**");

    private final List<Part> parts;

    private Glob(List<Part> parts) {
        this.parts = parts;
    }

    /** The pattern is relative, without {@code ..} in it, and not empty. */
    static Glob of(String pattern) {
        var parts = new ArrayList<Part>();
        for (var part : pattern.split("/", -1)) {
            if (part.isEmpty() || part.equals(".")) {
                continue;
            }
            boolean again = part.equals("**") && !parts.isEmpty() && parts.get(parts.size() - 1) == ANY_FOLDERS;
            if (!again) {
                parts.add(part.equals("**") ? ANY_FOLDERS : Part.of(part));
            }
        }
        if (pattern.endsWith("/") || pattern.endsWith("/.")) {
            // Asks for a folder, and folders are no documents.
            parts.add(Part.NONE);
        } else if (!parts.isEmpty() && parts.get(parts.size() - 1) == ANY_FOLDERS) {
            // What is below a folder, but not the folder, nor a file in its place.
            parts.add(Part.of("*"));
        }
        return new Glob(List.copyOf(parts));
    }

    /** Where a walk begins: at the root. */
    BitSet start() {
        var places = new BitSet(parts.size() + 1);
        places.set(0);
        return withFoldersSkipped(places);
    }

    /** The places after a name; none where nothing below that name can match. */
    BitSet step(BitSet places, String name) {
        var next = new BitSet(parts.size() + 1);
        for (int at = places.nextSetBit(0); at >= 0 && at < parts.size(); at = places.nextSetBit(at + 1)) {
            var part = parts.get(at);
            if (part == ANY_FOLDERS) {
                if (!name.startsWith(".")) {
                    next.set(at);
                }
            } else if (part.matches(name)) {
                next.set(at + 1);
            }
        }
        return withFoldersSkipped(next);
    }

    /** Whether a file is matched that ends at these places. */
    boolean isMatched(BitSet places) {
        return places.get(parts.size());
    }

    /** Whether something below can still be matched. */
    boolean goesOn(BitSet places) {
        int first = places.nextSetBit(0);
        return first >= 0 && first < parts.size();
    }

    private BitSet withFoldersSkipped(BitSet places) {
        for (int at = places.nextSetBit(0); at >= 0 && at < parts.size(); at = places.nextSetBit(at + 1)) {
            if (parts.get(at) == ANY_FOLDERS) {
                places.set(at + 1);
            }
        }
        return places;
    }

    /** For tests of the pattern alone. */
    boolean matches(String path) {
        var places = start();
        for (var name : path.split("/", -1)) {
            places = step(places, name);
        }
        return isMatched(places);
    }
}
