package treewarden.sdg.document.fetch;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Printable;

/** What an exception says, fit for a message of ours. */
final class Words {
    private Words() {}

    static String of(Throwable e) {
        return Printable.plain(
                Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName()));
    }

    /** Whether it, or what caused it, is of this type. */
    static <T extends Throwable> @Nullable T caused(@Nullable Throwable e, Class<T> type) {
        int steps = 0;
        for (var at = e; at != null && steps < 20; at = at.getCause(), steps++) {
            if (type.isInstance(at)) {
                return type.cast(at);
            }
        }
        return null;
    }
}
