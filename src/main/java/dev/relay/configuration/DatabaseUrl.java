package dev.relay.configuration;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a DATABASE_URL says, in the driver's words. Read by hand: {@link java.net.URI} knows no underscore in a host
 * (common in the names of Compose services) and quotes the whole URL, password included, in its exceptions.
 *
 * @param username null: the driver's default, the user of the operating system
 * @param password null: none
 */
record DatabaseUrl(String jdbcUrl, @Nullable String username, @Nullable String password) {

    /** As in browsers the last @ ends the password, so an unescaped one in it does no harm. */
    private static final Pattern URL = Pattern.compile("""
            postgres(?:ql)?://
            (?:(?<user>[^:/?\\#]*)(?::(?<password>[^/?\\#]*))?@)?
            (?<hosts>[^@/?\\#]*)
            (?:/(?<database>[^/?\\#]*))?
            (?:\\?(?<query>[^\\#]*))?""", Pattern.COMMENTS);

    private static final Pattern HOST = Pattern
            .compile("(?:\\[[0-9A-Fa-f:.]+]|[^\\[\\]:%\\s]+)(?::(?<port>\\d{1,5}))?");

    /** libpq's names that the driver spells differently; all others are passed as they are. */
    private static final Map<String, String> DRIVER_NAMES = Map.of("application_name", "ApplicationName",
            "channel_binding", "channelBinding", "connect_timeout", "connectTimeout", "ssl-mode", "sslmode");

    /** @throws InvalidDatabaseSettingException in one sentence that shows nothing of the URL */
    static DatabaseUrl parse(String url) {
        Matcher parts = URL.matcher(url.strip());
        if (!parts.matches()) {
            throw invalid(url.strip().matches("(?s)postgres(ql)?://.*")
                    ? "a / ? # or @ is where it cannot be (in user and password write them as %2F, %3F, %23, %40)"
                    : "it does not begin with postgres:// or postgresql://");
        }
        Map<String, String> parameters = parameters(orEmpty(parts.group("query")));
        String user = parameters.remove("user");
        String password = parameters.remove("password");
        String database = decode(orEmpty(parts.group("database")));
        return new DatabaseUrl(
                "jdbc:postgresql://%s/%s%s".formatted(hosts(orEmpty(parts.group("hosts"))), encode(database),
                        query(parameters)),
                user == null ? emptyToNull(decode(orEmpty(parts.group("user")))) : user,
                password == null ? emptyToNull(decode(orEmpty(parts.group("password")))) : password);
    }

    /** The records' own one would show the password. */
    @Override
    public String toString() {
        return jdbcUrl;
    }

    private static String hosts(String hosts) {
        for (String host : hosts.split(",", -1)) {
            Matcher matcher = HOST.matcher(host);
            if (!hosts.isEmpty() && !matcher.matches()) {
                throw invalid("the host is not a name or address (an IPv6 address needs brackets, a Unix socket"
                        + " cannot be used)");
            }
            if (!hosts.isEmpty() && !isPort(matcher.group("port"))) {
                throw invalid("the port is not between 1 and 65535");
            }
        }
        return hosts.isEmpty() ? "localhost" : hosts;
    }

    private static boolean isPort(@Nullable String port) {
        return port == null || Integer.parseInt(port) >= 1 && Integer.parseInt(port) <= 65535;
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new TreeMap<>();
        for (String parameter : query.split("&")) {
            String[] pair = parameter.split("=", 2);
            if (pair.length == 2) {
                String name = decode(pair[0]);
                parameters.put(DRIVER_NAMES.getOrDefault(name, name), decode(pair[1]));
            } else if (!parameter.isEmpty()) {
                throw invalid("a parameter after the ? has no value");
            }
        }
        return parameters;
    }

    private static String query(Map<String, String> parameters) {
        return parameters.entrySet().stream().map(each -> encode(each.getKey()) + "=" + encode(each.getValue()))
                .collect(Collectors.joining("&", parameters.isEmpty() ? "" : "?", ""));
    }

    private static String orEmpty(@Nullable String part) {
        return Objects.requireNonNullElse(part, "");
    }

    /** A plus is a plus here and not the space it is in a form. */
    private static String decode(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw invalid("a % is not followed by two hexadecimal digits (a % itself is written %25)");
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static @Nullable String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static InvalidDatabaseSettingException invalid(String reason) {
        return new InvalidDatabaseSettingException(
                "DATABASE_URL must look like postgres://user:password@host:5432/database?sslmode=require, but "
                        + reason + ".");
    }
}
