package treewarden.taxonomy.rules;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds what identifies a person in a text, in time proportional to its length. */
final class PersonalDataFinder {
    /** What was found. */
    enum Kind {
        MAIL("a mail address", "Make it up with a domain that belongs to nobody, such as example.com."),
        PHONE("a phone number", "Make it up with a number that belongs to nobody, such as 555-0100."),
        CARD("a card number", "Take it out."),
        ACCOUNT("a bank account number (IBAN)", "Take it out.");

        private final String words;
        private final String remedy;

        Kind(String words, String remedy) {
            this.words = words;
            this.remedy = remedy;
        }

        String words() {
            return words;
        }

        String remedy() {
            return remedy;
        }
    }

    /** A piece of the text. */
    record Found(Kind kind, String text) {}

    /** A run of digits with the separators that people write in numbers. Bounded, so that nothing is tried twice for long. */
    private static final Pattern NUMBER = Pattern.compile("(?<![\\w.,/$#-])[+(]?\\d[\\d ().\\-]{6,28}\\d(?![\\w%])");

    private static final Pattern NATIONAL_PHONE = Pattern.compile("\\(?\\d{3}\\)?[ .-] ?\\d{3}[ .-]\\d{4}");
    private static final Pattern CARD =
            Pattern.compile("\\d{13,19}|\\d{4}([ -])\\d{4}\\1\\d{4}\\1\\d{1,7}|\\d{4}([ -])\\d{6}\\2\\d{5}");
    private static final Pattern IBAN =
            Pattern.compile("(?<!\\w)[A-Z]{2}\\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?!\\w)");

    /** Card numbers that payment companies publish for tests, and the classics. */
    private static final Set<String> TEST_CARDS = Set.of(
            "4111111111111111",
            "4242424242424242",
            "4012888888881881",
            "5555555555554444",
            "5105105105105100",
            "378282246310005",
            "371449635398431",
            "6011111111111117",
            "30569309025904");

    private PersonalDataFinder() {}

    static List<Found> in(String text) {
        var found = new ArrayList<Found>();
        mails(text, found);
        if (hasDigits(text)) {
            numbers(text, found);
            accounts(text, found);
        }
        return found;
    }

    private static boolean hasDigits(String text) {
        return text.chars().filter(c -> c >= '0' && c <= '9').limit(7).count() == 7;
    }

    private static void mails(String text, List<Found> found) {
        for (var at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
            var from = at;
            while (from > 0 && at - from < 64 && isMailCharacter(text.charAt(from - 1))) {
                from--;
            }
            var to = at + 1;
            while (to < text.length() && to - at < 254 && isDomainCharacter(text.charAt(to))) {
                to++;
            }
            while (to > at + 1 && !Character.isLetterOrDigit(text.charAt(to - 1))) {
                to--;
            }
            var user = text.substring(from, at);
            var domain = text.substring(at + 1, to).toLowerCase(Locale.ROOT);
            if (isRealMail(user, domain)) {
                found.add(new Found(Kind.MAIL, text.substring(from, to)));
            }
        }
    }

    private static boolean isMailCharacter(char c) {
        return c < 128 && (Character.isLetterOrDigit(c) || "._%+-".indexOf(c) >= 0);
    }

    private static boolean isDomainCharacter(char c) {
        return c < 128 && (Character.isLetterOrDigit(c) || c == '.' || c == '-');
    }

    private static boolean isRealMail(String user, String domain) {
        var dot = domain.lastIndexOf('.');
        if (user.isEmpty() || user.equals("git") || dot < 1 || domain.length() - dot < 3 || domain.contains("..")) {
            return false;
        }
        var ending = domain.substring(dot + 1);
        var name = domain.substring(domain.lastIndexOf('.', dot - 1) + 1, dot);
        return ending.chars().allMatch(Character::isLetter)
                && !Set.of("example", "test", "invalid", "local", "localhost").contains(ending)
                && !Set.of("example", "email", "domain", "yourdomain", "company", "yourcompany", "abc", "xyz", "mail")
                        .contains(name);
    }

    private static void numbers(String text, List<Found> found) {
        var matcher = NUMBER.matcher(text);
        while (matcher.find()) {
            var written = matcher.group();
            var digits = written.replaceAll("\\D", "");
            if (isCard(written, digits)) {
                found.add(new Found(Kind.CARD, written));
            } else if (isPhone(written, digits)) {
                found.add(new Found(Kind.PHONE, written));
            }
        }
    }

    private static boolean isCard(String written, String digits) {
        return CARD.matcher(written).matches()
                && digits.charAt(0) >= '3'
                && digits.charAt(0) <= '6'
                && !TEST_CARDS.contains(digits)
                && isVaried(digits)
                && passesLuhn(digits);
    }

    static boolean passesLuhn(String digits) {
        var sum = 0;
        for (var i = 0; i < digits.length(); i++) {
            var digit = digits.charAt(digits.length() - 1 - i) - '0';
            var doubled = i % 2 == 1 ? digit * 2 : digit;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }
        return sum % 10 == 0;
    }

    private static boolean isPhone(String written, String digits) {
        var isInternational = written.startsWith("+") && digits.length() >= 9 && digits.length() <= 15;
        var isNational = NATIONAL_PHONE.matcher(written).matches();
        return (isInternational || isNational) && isVaried(digits) && !isMadeUp(digits);
    }

    /** Numbers with 555 in them, and the ones that people type when they make one up. */
    private static boolean isMadeUp(String digits) {
        var last = digits.substring(digits.length() - 7);
        var area = digits.length() >= 10 ? digits.substring(digits.length() - 10, digits.length() - 7) : "";
        return last.startsWith("555")
                || area.equals("555")
                || digits.contains("1234567")
                || digits.contains("4567890")
                || digits.contains("9876543")
                || digits.contains("2223333");
    }

    /** At least four different digits: fewer are a placeholder. */
    private static boolean isVaried(String digits) {
        return digits.chars().distinct().count() >= 4;
    }

    private static void accounts(String text, List<Found> found) {
        var matcher = IBAN.matcher(text);
        while (matcher.find()) {
            if (passesIbanCheck(matcher.group().replace(" ", ""))) {
                found.add(new Found(Kind.ACCOUNT, matcher.group()));
            }
        }
    }

    static boolean passesIbanCheck(String iban) {
        if (iban.length() < 15 || iban.length() > 34) {
            return false;
        }
        var digits = new StringBuilder();
        for (var c : (iban.substring(4) + iban.substring(0, 4)).toCharArray()) {
            digits.append(Character.digit(c, 36));
        }
        return new BigInteger(digits.toString()).mod(BigInteger.valueOf(97)).intValue() == 1;
    }
}
