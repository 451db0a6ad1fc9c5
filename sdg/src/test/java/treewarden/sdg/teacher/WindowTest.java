package treewarden.sdg.teacher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import org.junit.jupiter.api.Test;
import treewarden.sdg.teacher.Window.Sign;

class WindowTest {
    private final Window window = new Window(64);

    @Test
    void itStartsAsWideAsTheOperatorAllows() {
        assertThat(window.size()).isEqualTo(64);
        fill();
        assertThat(window.outstanding()).isEqualTo(64);
    }

    @Test
    void itHalvesOnceForARoundTripHoweverManyAreRefused() {
        int sent = fill();
        for (int i = 0; i < sent; i++) {
            window.giveBack(i, Sign.TOO_MUCH);
        }

        assertThat(window.size()).isEqualTo(32);
    }

    @Test
    void itHalvesAgainWhenTheSmallerNumberIsTooMuchAsWell() {
        int sent = fill();
        for (int i = 0; i < sent; i++) {
            window.giveBack(i, Sign.TOO_MUCH);
        }
        window.giveBack(window.take(), Sign.TOO_MUCH);
        window.giveBack(window.take(), Sign.TOO_MUCH);

        assertThat(window.size()).isEqualTo(8);
    }

    @Test
    void itNeverCloses() {
        for (int i = 0; i < 20; i++) {
            window.giveBack(window.take(), Sign.TOO_MUCH);
        }

        assertThat(window.size()).isEqualTo(1);
        assertThat(window.hasRoom()).isTrue();
    }

    @Test
    void itGrowsByAboutOneForEachRoundOfAnswersUpToWhereItStarted() {
        window.giveBack(window.take(), Sign.TOO_MUCH);
        round();
        assertThat(window.size()).isBetween(32, 33);
        for (int i = 1; i < 8; i++) {
            round();
        }
        assertThat(window.size()).isBetween(39, 40);
        for (int i = 0; i < 100; i++) {
            round();
        }
        assertThat(window.size()).isEqualTo(64);
    }

    @Test
    void whatTellsNothingChangesNothing() {
        window.giveBack(window.take(), Sign.NOTHING);

        assertThat(window.size()).isEqualTo(64);
        assertThat(window.outstanding()).isZero();
    }

    private int fill() {
        int sent = 0;
        while (window.hasRoom()) {
            window.take();
            sent++;
        }
        return sent;
    }

    private void round() {
        var numbers = new ArrayDeque<Long>();
        while (window.hasRoom()) {
            numbers.add(window.take());
        }
        numbers.forEach(number -> window.giveBack(number, Sign.GOOD));
    }
}
