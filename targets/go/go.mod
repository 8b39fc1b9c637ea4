module tutti/targets/go

go 1.19
