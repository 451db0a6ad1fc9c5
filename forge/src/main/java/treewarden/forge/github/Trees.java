package treewarden.forge.github;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import okhttp3.HttpUrl;
import treewarden.domain.CommitId;
import treewarden.forge.Tree;
import treewarden.forge.TreeEntry;

/**
 * Trees with their names. The listing gives back the name that it was asked for, which is the commit's; that of the tree
 * follows from its entries, as git makes it, so it need not be asked for and cannot be another one's.
 */
final class Trees {
    private Trees() {}

    /** In one request; in two where entries are missing, so that the name cannot be made. */
    static Tree read(Rest rest, Function<String[], HttpUrl> address, CommitId commit) {
        var recursive = address.apply(new String[] {"git", "trees", commit.hex()})
                .newBuilder()
                .addQueryParameter("recursive", "1")
                .build();
        var listed = rest.get(recursive, Answers.GitTree.class);
        var entries = Rest.need(listed.tree(), "tree").stream()
                .map(Answers.GitTree.Entry::entry)
                .toList();
        if (Boolean.TRUE.equals(listed.truncated())) {
            return new Tree(askedName(rest, address, commit), entries, true);
        }
        return new Tree(name(entries, commit.hex().length()), entries, false);
    }

    private static String askedName(Rest rest, Function<String[], HttpUrl> address, CommitId commit) {
        var found = rest.get(address.apply(new String[] {"git", "commits", commit.hex()}), Answers.GitCommit.class);
        return Blobs.checked(Rest.need(Rest.need(found.tree(), "tree").sha(), "tree.sha"));
    }

    /** Git's name of the root: the digest over its direct entries, which GitHub lists in git's order. */
    static String name(List<TreeEntry> entries, int digits) {
        var content = new ByteArrayOutputStream();
        for (var entry : entries) {
            if (entry.path().indexOf('/') < 0) {
                var mode = entry.mode().replaceFirst("^0+", "");
                content.writeBytes((mode + " " + entry.path() + "\0").getBytes(StandardCharsets.UTF_8));
                content.writeBytes(HexFormat.of().parseHex(Blobs.checked(entry.sha())));
            }
        }
        try {
            var digest = MessageDigest.getInstance(digits == 64 ? "SHA-256" : "SHA-1");
            digest.update(("tree " + content.size() + "\0").getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest.digest(content.toByteArray()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-1 and SHA-256", e);
        }
    }
}
