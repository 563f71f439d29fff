"""The catalog's database: sessions, COPY and migrations."""
