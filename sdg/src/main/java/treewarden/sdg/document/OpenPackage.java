package treewarden.sdg.document;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Takes the wanted parts out of the zip archive that a Word document is. What is inflated is counted, wanted or not: a
 * bomb stops at the first limit that it meets.
 */
final class OpenPackage {
    private static final int MOST_ENTRIES = 4_000;
    /** Of one part. The XML of a thousand pages of plain text is about 10 MB. */
    private static final int LARGEST_PART = 32 << 20;

    private static final long LARGEST_TOTAL = 256L << 20;
    /** Deflate reaches about a thousand; the XML of real documents 5 to 40. */
    private static final int STEEPEST = 200;

    private static final int SUSPICIOUS = 4 << 20;

    private OpenPackage() {}

    static Map<String, byte[]> parts(byte[] archive, Set<String> wanted) throws UnreadableException {
        var parts = new HashMap<String, byte[]>();
        var buffer = new byte[1 << 16];
        long total = 0;
        int entries = 0;
        try (var zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (++entries > MOST_ENTRIES) {
                    throw bomb("it has more than " + MOST_ENTRIES + " entries");
                }
                boolean keep = wanted.contains(entry.getName());
                var part = new ByteArrayOutputStream();
                long size = 0;
                for (int n = zip.read(buffer); n >= 0; n = zip.read(buffer)) {
                    size += n;
                    total += n;
                    if (total > LARGEST_TOTAL || keep && size > LARGEST_PART) {
                        throw bomb("it unpacks to more than "
                                + ((keep && size > LARGEST_PART ? LARGEST_PART : LARGEST_TOTAL) >> 20) + " MiB");
                    }
                    if (total > SUSPICIOUS && total / STEEPEST > archive.length) {
                        throw bomb("it unpacks to more than " + STEEPEST + " times its size");
                    }
                    if (keep) {
                        part.write(buffer, 0, n);
                    }
                }
                if (keep && parts.put(entry.getName(), part.toByteArray()) != null) {
                    throw new UnreadableException("its zip archive holds " + entry.getName()
                            + " twice, which no word processor writes: save it anew");
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new UnreadableException(
                    "its zip archive is damaged (" + e.getMessage() + "): save it anew, and check that it opens");
        }
        return parts;
    }

    private static UnreadableException bomb(String what) {
        return new UnreadableException(
                "its zip archive is not one of a document: " + what + "; save it anew from a word processor");
    }
}
