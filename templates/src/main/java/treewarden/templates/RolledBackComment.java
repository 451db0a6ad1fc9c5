package treewarden.templates;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import treewarden.domain.release.ReleaseId;

/**
 * The comment that tells a contributor what a roll back means for their work. Its words are in
 * {@code comments/rolled-back.md}.
 */
public final class RolledBackComment {
    private static final CommentTemplate ROLLED_BACK = CommentTemplate.named("rolled-back");

    /** What became of the work. */
    public sealed interface Now {
        /** It goes into the next release. */
        record Waits() implements Now {}

        /** A maintainer keeps it out of the next ones. */
        record KeptOut() implements Now {}

        /**
         * Its release is what people get again.
         *
         * @param leaves of the contribution that the release holds
         * @param modelUrl where the model can be seen; null where it is nowhere public
         */
        record Back(
                int leaves,
                @Nullable String modelUrl,
                @Nullable String dataUrl) implements Now {}
    }

    /** The comment's Markdown. */
    public String render(String author, ReleaseId release, Now now) {
        var values = new LinkedHashMap<String, Object>(Map.of(
                "author",
                author,
                "release",
                new Fragment(release.name()),
                "is_back",
                now instanceof Now.Back,
                "is_kept_out",
                now instanceof Now.KeptOut));
        var back = now instanceof Now.Back it ? it : new Now.Back(0, null, null);
        values.put("leaves", ReleasedComment.leaves(back.leaves()));
        values.put("model_url", ReleasedComment.address(back.modelUrl()));
        values.put("data_url", ReleasedComment.address(back.dataUrl()));
        return ROLLED_BACK.render(values).markdown();
    }
}
