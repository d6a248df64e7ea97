"""The holidays take a while to load the first time; no single test is to pay for it."""

import holidays

holidays.country_holidays("VN", years=2026, language="vi")
