package treewarden.forge.github;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import treewarden.domain.CommitId;
import treewarden.domain.Printable;
import treewarden.forge.ForgeException;

/** The content of a file, out of GitHub's answer and held against its name. */
final class Blobs {
    /** What stands in an answer besides the content: names and addresses. */
    private static final int AROUND = 64 * 1024;

    private Blobs() {}

    /** How large the answer for so many bytes can be: in base64, with a line end (two characters in JSON) after every 60. */
    static int answerFor(int bytes) {
        var encoded = (bytes + 2L) / 3 * 4;
        return (int) Math.min(Rest.LARGEST_ANSWER, encoded + encoded / 60 * 2 + AROUND);
    }

    static ForgeException.TooLarge tooLarge(String sha, int atMostBytes) {
        return new ForgeException.TooLarge(
                "the file with the object name " + Printable.plain(sha) + " has more than " + atMostBytes + " bytes");
    }

    static byte[] content(Answers.Blob answer, String sha, int atMostBytes) {
        if (answer.size() != null && answer.size() > atMostBytes) {
            throw tooLarge(sha, atMostBytes);
        }
        var bytes = bytes(answer);
        if (bytes.length > atMostBytes) {
            throw tooLarge(sha, atMostBytes);
        }
        if (!name(bytes, sha.length()).equals(sha)) {
            throw new ForgeException.Transient(
                    "GitHub's answer for the file with the object name " + sha + " has another content", null);
        }
        return bytes;
    }

    /** A git object name, so that it can stand in an address and be held against the content. */
    static String checked(String sha) {
        // Commits and blobs are named alike.
        if (!CommitId.isFull(sha)) {
            throw new ForgeException.Invalid("not a git object name: " + Printable.quoted(sha));
        }
        return sha;
    }

    private static byte[] bytes(Answers.Blob answer) {
        var content = Rest.need(answer.content(), "content");
        var encoding = Rest.need(answer.encoding(), "encoding");
        try {
            return switch (encoding) {
                case "base64" -> Base64.getMimeDecoder().decode(content);
                case "utf-8" -> content.getBytes(StandardCharsets.UTF_8);
                default ->
                    throw new ForgeException.Transient(
                            "GitHub's answer has an encoding that is not known: " + Printable.quoted(encoding), null);
            };
        } catch (IllegalArgumentException e) {
            throw new ForgeException.Transient("GitHub's answer has a content that is not base64", e);
        }
    }

    /** The name that git gives to a file with these bytes; by SHA-1, or by SHA-256 where names are that long. */
    private static String name(byte[] bytes, int digits) {
        try {
            var digest = MessageDigest.getInstance(digits == 64 ? "SHA-256" : "SHA-1");
            digest.update(("blob " + bytes.length + "\0").getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest.digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-1 and SHA-256", e);
        }
    }
}
