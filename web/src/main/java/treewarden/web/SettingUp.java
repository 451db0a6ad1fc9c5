package treewarden.web;

import org.jspecify.annotations.Nullable;
import treewarden.web.view.SetUp;
import treewarden.web.view.SetUpDone;

/** What the pages of the first installation need of those who know the code host. */
public interface SettingUp {
    /** What the person is asked. */
    SetUp asked();

    /**
     * The person came back from the code host.
     *
     * @param state what was sent along, as it came back
     * @param code to be exchanged for the App
     * @throws Refused where nothing can be made of it
     */
    SetUpDone cameBack(@Nullable String state, @Nullable String code) throws Refused;

    /** Nothing was made, or not all of it; the message tells the person what to do. */
    final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        public Refused(String message) {
            super(message);
        }
    }
}
